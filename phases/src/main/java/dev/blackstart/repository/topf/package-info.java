/** Reads the files of topf, which layers patches of folders over generated machine configs. */
package dev.blackstart.repository.topf;
