/**
 * What well-known operators do once their pods run: their types, their certificates, their objects.
 */
package dev.blackstart.rehearsal.actor.operator;
