/** What is wrong with the machine configs of a cluster, seen together and before a node is. */
package dev.blackstart.machineconfig.review;
