import ContactsCore
import Glibc

extension Check {
  /// What the other checks do not look at: callbacks, requests, copies.
  static func warnings(_ warnings: [CentreWarning]) -> [Check] {
    warnings.compactMap { warning in
      guard warning.endedAt == nil else { return nil }
      switch warning.code {
      case .disk, .audit, .extraction, .queue: return nil
      case .callbacks, .requests, .incidents, .backup:
        return Check(
          name: warning.code.rawValue, title: warning.code.label, state: .warning,
          message: warning.message + (warning.seenBy.map { " Quem cuida: \($0)." } ?? ""),
          advice: warning.code.advice)
      }
    }
  }
}

extension MachineState {
  /// Of the disk that the data folder is on.
  static func live(_ folder: DataFolder) -> MachineState {
    var status = statvfs()
    guard statvfs(folder.path, &status) == 0 else {
      return MachineState(freeBytes: nil, diskBytes: 0)
    }
    return MachineState(
      freeBytes: UInt64(status.f_bavail) * UInt64(status.f_frsize),
      diskBytes: UInt64(status.f_blocks) * UInt64(status.f_frsize))
  }
}
