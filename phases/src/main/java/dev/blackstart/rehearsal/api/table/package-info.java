/** The rows and columns that kubectl prints. */
package dev.blackstart.rehearsal.api.table;
