/** What every actor needs of an API server: requests, shared informers and a queue of work. */
package dev.blackstart.rehearsal.actor.client;
