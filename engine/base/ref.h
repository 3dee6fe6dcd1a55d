#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace loopscope {

/// Owning pointer to an object that counts its own references (`add_ref`, `release`). Counts are
/// not atomic: such objects belong to one thread at a time.
template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}  // NOLINT(google-explicit-constructor): null is a reference to nothing
  /// Shares ownership of `object`.
  explicit Ref(T* object) : object_(object) {
    if (object_ != nullptr) object_->add_ref();
  }
  Ref(const Ref& other) : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <class U>
  requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>) Ref(const Ref<U>& other)
      : Ref(static_cast<T*>(other.get())) {}  // NOLINT
  template <class U>
  requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>) Ref(Ref<U>&& other)
  noexcept : object_(other.detach()) {}  // NOLINT
  ~Ref() {
    if (object_ != nullptr) object_->release();
  }

  Ref& operator=(const Ref& other) {  // NOLINT: swaps with a copy
    Ref(other).swap(*this);
    return *this;
  }
  Ref& operator=(Ref&& other) noexcept {
    Ref(std::move(other)).swap(*this);
    return *this;
  }

  /// Takes over a reference that the caller owns.
  static Ref adopt(T* object) {
    Ref ref;
    ref.object_ = object;
    return ref;
  }
  /// Gives the reference to the caller.
  T* detach() { return std::exchange(object_, nullptr); }
  void reset() {
    if (T* old = std::exchange(object_, nullptr)) old->release();
  }
  void swap(Ref& other) noexcept { std::swap(object_, other.object_); }

  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  template <class U>
  friend bool operator==(const Ref& a, const Ref<U>& b) {
    return a.get() == b.get();
  }
  friend bool operator==(const Ref& a, std::nullptr_t) { return a.get() == nullptr; }

 private:
  T* object_ = nullptr;
};

}  // namespace loopscope
