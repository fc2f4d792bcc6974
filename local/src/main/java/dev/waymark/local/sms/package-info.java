/** The text messages of this machine: a real SMPP server in the place of an operator, and what it received. */
@NullMarked
package dev.waymark.local.sms;

import org.jspecify.annotations.NullMarked;
