package dev.securescore.schema;

/**
 * What is wrong with an expression by the types of what it reads.
 *
 * @param message what is wrong and, where known, what was meant
 * @param line of the place, from 1
 * @param column of the place, from 1
 * @param field the field that is not defined; empty for another mistake
 * @param tested whether the expression asks first whether the field is there
 */
public record Mistake(String message, int line, int column, String field, boolean tested) {}
