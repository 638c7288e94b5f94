/** What is served: built-in resources, custom resources and their definitions. */
package dev.blackstart.rehearsal.api.resource;
