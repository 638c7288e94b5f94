/**
 * Objects in memory under one resource version, the changes that led to them, and the selectors
 * that choose among them.
 */
package dev.blackstart.rehearsal.api.storage;
