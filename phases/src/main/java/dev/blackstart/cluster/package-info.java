/** What we want: the cluster as its repository describes it. Pure values that know nothing else. */
package dev.blackstart.cluster;
