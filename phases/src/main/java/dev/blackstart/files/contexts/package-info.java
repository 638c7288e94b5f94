/** The operator's own kubeconfig and talosconfig, into which a cluster's access is merged. */
package dev.blackstart.files.contexts;
