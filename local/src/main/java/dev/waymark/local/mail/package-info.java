/** The e-mail inbox of this machine: a real SMTP and IMAP server, and what it received. */
@NullMarked
package dev.waymark.local.mail;

import org.jspecify.annotations.NullMarked;
