/** HTTP/1.1 over TLS with client certificates: requests in, answers and endless streams out. */
package dev.blackstart.rehearsal.api.http;
