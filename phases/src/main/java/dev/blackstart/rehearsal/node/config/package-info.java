/** A machine config as the node that got it reads it. */
package dev.blackstart.rehearsal.node.config;
