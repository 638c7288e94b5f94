/** Getting, listing and watching objects, in the forms that clients ask for. */
package dev.blackstart.rehearsal.api.read;
