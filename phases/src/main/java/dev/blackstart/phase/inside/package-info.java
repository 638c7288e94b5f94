/** What is asked from inside the cluster, node by node, and how the answers are judged. */
package dev.blackstart.phase.inside;
