/** Certificates that operators inside the rehearsed cluster would make for themselves. */
package dev.blackstart.rehearsal.pki;
