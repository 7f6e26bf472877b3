internal import Glibc

/// Hashes passwords on a thread of its own, and never more than two at once on this machine.
actor PasswordHasher {
  private let executor = QueueExecutor(label: "atende.passwords")
  private let slots: HashSlots
  let cost: PasswordCost

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(in folder: DataFolder, cost: PasswordCost) {
    slots = HashSlots(in: folder)
    self.cost = cost
  }

  func hash(_ password: Password) throws(StoreError) -> String {
    try slots.hash(password, cost)
  }

  /// Compares with a stored hash; with none, takes as long and fails.
  func verifies(_ password: Password, _ hash: String?) throws(StoreError) -> Bool {
    let expected = hash ?? PasswordHash.unmatched(cost)
    return try slots.take { () throws(StoreError) in PasswordHash.verifies(password, expected) }
      && hash != nil
  }
}

/// The two places at which a password may be hashed on this machine: each hash takes 64 MiB, and ten at once would take the
/// memory of the model.
struct HashSlots: Sendable {
  private let paths: [String]

  init(in folder: DataFolder) {
    paths = folder.hashLocks
  }

  func hash(_ password: Password, _ cost: PasswordCost) throws(StoreError) -> String {
    let hash = try take { () throws(StoreError) in PasswordHash.make(password, cost) }
    guard let hash else { throw StoreError(.internal, detail: "no memory to hash a password") }
    return hash
  }

  /// Runs `body` in a free place, or in the first of them when its turn comes.
  func take<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    for path in paths {
      let file = try openLockFile(path)
      // The lock goes with the descriptor.
      defer { Glibc.close(file) }
      let isLast = path == paths.last
      var status = flock(file, LOCK_EX | (isLast ? 0 : LOCK_NB))
      while status != 0, errno == EINTR { status = flock(file, LOCK_EX | (isLast ? 0 : LOCK_NB)) }
      if status == 0 { return try body() }
      guard errno == EWOULDBLOCK else {
        throw StoreError(.io, detail: "flock: errno \(errno)")
      }
    }
    throw StoreError(.internal, detail: "there is no place to hash a password")
  }
}
