/** What charts are told and what nodes are told, held against each other before a node is. */
package dev.blackstart.machineconfig.lint;
