import ContactsCore
import Glibc
import TUI

/// What **Exportar e importar** counts and writes: the same `ContactBook.export` as the command.
extension LiveEffects {
  func perform(_ effect: ExportEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    switch effect {
    case .preview(let wanted, let request):
      let result = await attempt("exportPreview") {
        try await desk.book.exportPreview(wanted, as: desk.actor)
      }
      post(.export(.previewed(request, result)))
    case .export(let wanted, let path, let request):
      // A task of its own, so that it can be ended without ending what asked for it.
      let task = Task.detached(executorPreference: TaskQueues.shared) { [self] in
        post(.export(.ended(request, await export(wanted, to: path, at: desk, request, post))))
      }
      state.withLock { state in
        state.export?.cancel()
        state.export = task
      }
      await task.value
    case .cancel:
      state.withLock { $0.export?.cancel() }
    }
  }

  /// Ends an export that is under way, and waits until its file is gone.
  func stopExporting() async {
    let task = state.withLock { state in
      defer { state.export = nil }
      return state.export
    }
    task?.cancel()
    await task?.value
  }

  private func export(
    _ wanted: ExportRequest, to typed: String, at desk: Desk, _ request: RequestID,
    _ post: @escaping Post
  ) async -> ExportEnd {
    let path = LiveEffects.expanded(typed)
    let elapsed = context.stopwatch()
    let file: ExportFile
    do {
      try ExportPlace.check(
        path, replacing: false, otherwise: OutputPlace.otherName, context.environment.folder)
      file = try ExportPlace.make(
        path, replacing: false, number: context.surroundings.randomBytes(8))
    } catch {
      return .failed(.invalid([error.message]))
    }
    let told = Guarded<Int64>(-1000)
    do {
      let receipt = try await desk.book.export(wanted, to: file, as: desk.actor) { progress in
        let now = elapsed()
        let isDue = told.withLock { last in
          guard now - last >= 100 || progress == .packing else { return false }
          last = now
          return true
        }
        if isDue { post(.export(.progressed(request, progress, milliseconds: now))) }
      }
      context.log.record(
        .exported(
          contacts: receipt.counts.contacts, interactions: receipt.counts.interactions,
          masked: wanted.isMasked, milliseconds: elapsed()))
      return .written(receipt, path: ExportPlace.whole(path))
    } catch {
      return await end(after: error, wanted, at: desk)
    }
  }

  private func end(
    after error: StoreError, _ wanted: ExportRequest, at desk: Desk
  ) async -> ExportEnd {
    switch error.reason {
    case .interrupted: return .cancelled
    case .approvalRequired:
      let asked = await attempt("approval") { () async throws -> Approval in
        let preview = try await desk.book.exportPreview(wanted, as: desk.actor)
        return try await desk.book.requestApproval(of: preview.subject, as: desk.actor)
      }
      switch asked {
      case .success(let approval):
        return .approvalNeeded(code: approval.code, until: approval.expiresAt)
      case .failure(let failure): return .failed(failure)
      }
    default:
      let failed: Result<Bool, TUI.Failure> = await attempt("export") { throw error }
      if case .failure(let failure) = failed { return .failed(failure) }
      return .failed(.unexpected)
    }
  }

  /// `~` is the folder of the account that runs the program, whatever its environment says.
  static func expanded(_ path: String) -> String {
    // An absolute path that was typed behind the `~/` that stood there.
    if path.hasPrefix("~//") { return String(path.dropFirst(2)) }
    guard path == "~" || path.hasPrefix("~/"), let account = getpwuid(getuid()),
      let home = account.pointee.pw_dir
    else { return path }
    return String(cString: home) + path.dropFirst()
  }
}
