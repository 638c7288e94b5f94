/** The secrets by which Cilium's clusters know one another. */
package dev.blackstart.machineconfig.mesh;
