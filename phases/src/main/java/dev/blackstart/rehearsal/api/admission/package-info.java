/** The webhooks that an API server asks before it stores an object. */
package dev.blackstart.rehearsal.api.admission;
