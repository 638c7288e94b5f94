/** The forms of texts in machine configs, as the Go libraries Talos uses read them. */
package dev.blackstart.machineconfig.value;
