/** The files of a machine, as far as they can be read through Talos. */
package dev.blackstart.rehearsal.node.file;
