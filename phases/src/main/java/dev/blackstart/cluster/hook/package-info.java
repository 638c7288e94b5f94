/** What the commands of hooks mean, in the forms operators write them. */
package dev.blackstart.cluster.hook;
