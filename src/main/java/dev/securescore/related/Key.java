package dev.securescore.related;

/** What related objects are found by, besides their names. */
sealed interface Key permits Backend, Grantee, RoleKey {}
