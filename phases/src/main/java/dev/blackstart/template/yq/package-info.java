/** The expressions the field passes to yq, evaluated here, so that the program is not needed. */
package dev.blackstart.template.yq;
