/** A node's resources as the COSI runtime serves them: typed, versioned, watched. */
package dev.blackstart.rehearsal.node.cosi;
