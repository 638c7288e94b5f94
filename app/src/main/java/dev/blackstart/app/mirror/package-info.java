/** What a cluster is built from, kept in a folder for the day the network is gone. */
package dev.blackstart.app.mirror;
