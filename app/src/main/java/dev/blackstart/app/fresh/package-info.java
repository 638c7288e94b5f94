/** Begins a repository: from wishes and machines that were found to files that are written. */
package dev.blackstart.app.fresh;
