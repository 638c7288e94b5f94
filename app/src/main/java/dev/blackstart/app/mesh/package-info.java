/** Clusters of one mesh, looked at together. */
package dev.blackstart.app.mesh;
