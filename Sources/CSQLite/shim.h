#pragma once
#include <sqlite3.h>

/// `sqlite3_config` is variadic. Nobody asks SQLite how much memory it has, and to count it takes a lock each time. Good only
/// before the first connection of a process.
static inline int atende_sqlite_without_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// `SQLITE_TRANSIENT` is a cast that Swift cannot import: SQLite copies what is bound.
static inline int atende_bind_text(sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int atende_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// `sqlite3_db_config` is variadic. Refuses SQL that would rewrite the schema or the file header by hand.
static inline int atende_set_defensive(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

/// Whether closing the last connection may move the write-ahead log into the database file.
static inline int atende_set_checkpoint_on_close(sqlite3 *database, int allowed) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !allowed, (int *)0);
}
