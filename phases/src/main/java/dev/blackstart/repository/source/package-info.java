/** The operator's files, and what is found wrong with them. */
package dev.blackstart.repository.source;
