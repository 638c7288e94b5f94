/** What can be looked up about a cluster, as documents that every face shows. */
package dev.blackstart.app.look;
