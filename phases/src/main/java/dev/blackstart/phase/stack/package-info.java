/** What has to work on a cluster besides its nodes and releases: storage, databases, network. */
package dev.blackstart.phase.stack;
