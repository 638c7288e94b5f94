/** The Talos side of a repository: nodes, their templates and their patches. */
package dev.blackstart.repository.talos;
