/** A machine config as documents: reading, merging patches into it, writing. */
package dev.blackstart.machineconfig.document;
