/** Charts and releases: Helm, run in a process of its own that can be killed. */
package dev.blackstart.jhelm;
