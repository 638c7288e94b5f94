/**
 * A repository that is begun: the files of a new cluster, in the layout this program reads best.
 */
package dev.blackstart.repository.fresh;
