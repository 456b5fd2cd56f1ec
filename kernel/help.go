package main

func (k *kernel) answerComplete(r request) {}

func (k *kernel) answerInspect(r request) {}
