package dev.blackstart.cluster;

/**
 * The key a machine in maintenance must prove to hold, as the operator wrote it down.
 *
 * @param fingerprint SHA-256 of the maintenance certificate's public key in base64, as Talos prints
 *     it on the machine's console
 * @param at where it is written
 */
public record Pin(String fingerprint, Place at) {}
