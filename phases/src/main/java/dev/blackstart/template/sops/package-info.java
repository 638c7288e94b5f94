/** Texts that sops encrypted for age recipients, decrypted in process. */
package dev.blackstart.template.sops;
