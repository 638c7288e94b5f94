/** Talos machine configs: secrets bundle, certificates, patches, validation. */
package dev.blackstart.machineconfig;
