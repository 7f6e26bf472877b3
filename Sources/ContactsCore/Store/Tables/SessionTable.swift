/// Who sits at the screens, since when, and when they last did anything.
struct SessionTable {
  let database: any Database

  struct Found {
    let startedAt: Timestamp
    let lastActiveAt: Timestamp
    let isEnded: Bool
  }

  func open(_ session: UID, of user: Int64, terminal: String, at now: Timestamp)
    throws(StoreError)
  {
    try database.execute(
      """
      INSERT INTO sessions (uid, user_id, terminal, started_at, last_active_at)
      VALUES (\(session), \(user), \(terminal), \(now), \(now))
      """)
  }

  func find(_ session: UID) throws(StoreError) -> Found? {
    try database.row(
      "SELECT started_at, last_active_at, ended_at FROM sessions WHERE uid = \(session)"
    ) { (row) throws(StoreError) in
      Found(
        startedAt: try row.timestamp(0), lastActiveAt: try row.timestamp(1),
        isEnded: try row.optionalInt(2) != nil)
    }
  }

  func touch(_ session: UID, at now: Timestamp) throws(StoreError) {
    try database.execute("UPDATE sessions SET last_active_at = \(now) WHERE uid = \(session)")
  }

  /// Whether there was one to end.
  @discardableResult
  func end(_ session: UID, at now: Timestamp) throws(StoreError) -> Bool {
    try database.execute(
      "UPDATE sessions SET ended_at = \(now) WHERE uid = \(session) AND ended_at IS NULL") > 0
  }

  /// Ends all sessions of a user, except one.
  func endAll(of user: Int64, except session: UID?, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE sessions SET ended_at = \(now)
      WHERE user_id = \(user) AND ended_at IS NULL AND uid <> \(session?.text ?? "")
      """)
  }
}

/// Whether an actor still is who it was when it came in: read at each use, so that what an administrator changes holds
/// from the next operation on.
struct Standing {
  let database: any Database

  /// The actor with the roles of now; fails with `.sessionEnded` once the user is disabled or the session over.
  ///
  /// One made by hand is answered as it is. `lastUse` is when this process last saw the session used; `now` is asked only
  /// where there is a session to measure.
  func renewed(
    _ actor: Actor, lastUse: Timestamp?, now: () -> Timestamp
  ) throws(StoreError) -> Actor {
    guard let id = actor.userID else { return actor }
    guard let user = try UserTable(database: database).find(id: id), user.isActive else {
      throw StoreError(.sessionEnded)
    }
    if let session = try SessionTable(database: database).find(actor.session) {
      let limits = try SettingTable(database: database).all()
      let lastUse = max(session.lastActiveAt, lastUse ?? session.lastActiveAt)
      let now = now()
      guard !session.isEnded, now < lastUse.adding(milliseconds: limits.sessionIdleLimit),
        now < session.startedAt.adding(milliseconds: limits.sessionLongest)
      else { throw StoreError(.sessionEnded) }
    }
    var renewed = actor
    renewed.roles = user.roles
    renewed.mustChangePassword = actor.entry == .password && user.mustChangePassword
    return renewed
  }
}
