/** Reads the files of talhelper, which generates machine configs from one talconfig.yaml. */
package dev.blackstart.repository.talhelper;
