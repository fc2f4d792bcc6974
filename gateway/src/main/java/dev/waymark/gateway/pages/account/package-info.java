/** Where somebody is signed in, and how to end that. */
@NullMarked
package dev.waymark.gateway.pages.account;

import org.jspecify.annotations.NullMarked;
