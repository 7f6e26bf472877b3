import ContactsCore
import TUI

/// What **Auditoria** shows, checks, signs and writes to files.
extension LiveEffects {
  func perform(_ effect: AuditEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    switch effect {
    case .list(let filter, let seq, let request):
      let result = await attempt("auditList") {
        try await desk.book.auditEntries(
          matching: filter, order: .newestFirst, after: seq, limit: 100, as: desk.actor)
      }
      post(.audit(.listed(request, result)))
    case .verify(let request): await verify(desk, request, post)
    case .cancelVerify: cancelVerify()
    case .checkpoint(let request):
      let result = await attempt("checkpoint") { () async throws -> CheckpointGlance in
        CheckpointGlance(try await desk.book.checkpoint(as: desk.actor))
      }
      post(.audit(.checkpointed(request, result)))
    case .export(let filter, let path, let request):
      post(.audit(.exported(request, await export(filter, to: path, desk))))
    }
  }

  /// A check of a long chain takes a while: it can be ended, and a newer one ends an older one.
  private func verify(_ desk: Desk, _ request: RequestID, _ post: @escaping Post) async {
    let task = Task.detached(executorPreference: TaskQueues.shared) { [self] in
      let result = await attempt("verify") { () async throws -> AuditFinding in
        let verdict = try await desk.book.verifyAudit(as: desk.actor) { done, total in
          post(.audit(.verifying(request, done: done, of: total)))
        }
        if case .intact(let entries) = verdict {
          context.log.record(.auditVerified(entries: entries, firstBad: nil))
        } else {
          context.log.record(.auditVerified(entries: 0, firstBad: verdict.firstBad))
        }
        return AuditFinding(verdict)
      }
      post(.audit(.verified(request, result)))
    }
    keep(verification: task)
    await task.value
  }

  /// Only where whoever runs the program may write too.
  private func export(
    _ filter: AuditFilter, to path: String, _ desk: Desk
  ) async -> Result<Int, TUI.Failure> {
    let place: OutputPlace
    do {
      place = try OutputPlace(path, outside: context.environment.folder)
      try place.refuseTaken(replacing: false, otherwise: OutputPlace.otherName)
    } catch {
      return .failure(.invalid([error.message]))
    }
    return await attempt("auditExport") {
      try await desk.book.exportAudit(
        matching: filter, to: place.path, format: path.hasSuffix(".csv") ? .csv : .json,
        as: desk.actor)
    }
  }
}

extension AuditFinding {
  fileprivate init(_ verdict: AuditVerdict) {
    if case .intact(let entries) = verdict {
      self.init(
        isIntact: true,
        sentence: "Auditoria íntegra: \(grouped(Int(entries))) registros, nenhum mudado, tirado ou"
          + " fora do lugar.")
    } else {
      self.init(isIntact: false, sentence: Failure.badAudit(verdict).message)
    }
  }
}

extension CheckpointGlance {
  fileprivate init(_ checkpoint: AuditCheckpoint) {
    self.init(
      seq: checkpoint.seq, time: checkpoint.time, root: checkpoint.root,
      publicKey: checkpoint.publicKey)
  }
}
