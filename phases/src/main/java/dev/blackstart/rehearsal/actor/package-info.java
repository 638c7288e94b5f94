/** The actors that play what is missing beside a bare API server. */
package dev.blackstart.rehearsal.actor;
