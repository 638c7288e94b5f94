/** What Argo CD makes of a repository: the Applications an ApplicationSet amounts to. */
package dev.blackstart.template.argo;
