/** Files in and out: state folder, journal, ledger, locks, secrets from other programs. */
package dev.blackstart.files;
