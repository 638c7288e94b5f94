/** Which keys a Talos machine config has, and how each takes part in a merge. */
package dev.blackstart.machineconfig.schema;
