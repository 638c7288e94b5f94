/** Keys and certificates in the forms Talos 1.12 writes and reads them. */
package dev.blackstart.machineconfig.pki;
