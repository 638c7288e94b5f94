/** Texts that sops encrypted for age recipients, decrypted and encrypted in process. */
package dev.blackstart.template.sops;
