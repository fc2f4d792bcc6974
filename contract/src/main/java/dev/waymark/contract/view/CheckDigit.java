package dev.waymark.contract.view;

/** The check digit of a number that has a courier's format. */
public enum CheckDigit {
    RIGHT,
    /** The number is mistyped, or another courier's. */
    WRONG,
    /** The format has no check digit. */
    NONE
}
